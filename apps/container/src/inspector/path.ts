/** Where the inspector has the page for itself. */
export const INSPECTOR_PATH = '/realtime';
