/** The version of the API and the day it was released; the profile's api-info and the document show them. */
export const API = { name: 'Barnakt', version: '0.1.0', released: '2026-11-22', status: 'active' } as const;
