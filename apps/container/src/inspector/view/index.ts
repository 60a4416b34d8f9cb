export { InspectorView } from './InspectorView.tsx';
export { addInspectorWords } from './words/useText.ts';
