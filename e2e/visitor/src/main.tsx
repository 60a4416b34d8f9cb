import('./bootstrap.tsx').catch(reportError);
