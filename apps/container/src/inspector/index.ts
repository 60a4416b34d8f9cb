export { InspectorDrawer } from './InspectorDrawer.tsx';
export { LazyInspector } from './LazyInspector.tsx';
export { INSPECTOR_PATH } from './path.ts';
export { createRecorder } from './recorder.ts';
export { INSPECTOR_SHORTCUT } from './shortcut.ts';
export { type InspectorPanel, useInspectorPanel } from './useInspectorPanel.ts';
