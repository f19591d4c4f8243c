/** The seed of what is random in a test: BARNAKT_SEED repeats a run. */
export const SEED = Number(process.env.BARNAKT_SEED ?? Date.now() % 2 ** 31);
