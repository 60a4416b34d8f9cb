import { createRoot } from 'react-dom/client';
import { Remote } from './remote.tsx';

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Remote path="/" />);
