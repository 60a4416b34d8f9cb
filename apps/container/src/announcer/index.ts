export { Announcer } from './Announcer.tsx';
export { LoudspeakerButton } from './LoudspeakerButton.tsx';
