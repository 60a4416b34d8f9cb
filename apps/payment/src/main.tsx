// Asynchronous, so that the shared modules are settled before the first of them is used.
void import('./bootstrap.tsx');
