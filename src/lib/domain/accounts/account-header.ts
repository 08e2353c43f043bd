/**
 * Every page and every piece of its data says in this header who is logged in: their id, or `none`. The service worker of a shared computer
 * learns from it whose kept pages it may show (decision 16).
 */
export const ACCOUNT_HEADER = 'x-pathways-account';

export const NOBODY = 'none';
