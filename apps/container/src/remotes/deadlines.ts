/**
 * From the first request to a module, and from a module to its first picture: no longer than this each, in ms. The sum of
 * the manifest's and the files' deadlines and a second to run, so that whichever is late is the one that is named.
 */
export const MOUNT_DEADLINE_MS = 9000;
