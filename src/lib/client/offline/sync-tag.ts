/** What a page and the service worker call the sending of what waits: the lock that only one of them holds, and the sync that one asks of the other. */
export const SYNC_TAG = 'pathways-outbox';
