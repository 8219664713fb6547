// Stands in the place of two parts of the query library that this page never runs (registry-plugin.ts puts it there): endless lists,
// because grids ask by rank, and mutations, because tasks run through use-run.ts and keep nothing. It is 4 kB of the first chunk.

const refuse = (): never => {
  throw new Error('this page has no endless queries and no mutations')
}

export const infiniteQueryBehavior = refuse
export const hasNextPage = refuse
export const hasPreviousPage = refuse
export const getDefaultState = refuse

export class Mutation {
  constructor() {
    refuse()
  }
}
