// One value of a row as stored, compared and sent.

/** Text, number (booleans are 0 and 1) or nothing. */
export type Cell = string | number | null
