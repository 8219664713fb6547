// Where the service on the wire differs from its own documents. Every entry must be needed; one that is not fails the test.

export interface Exception {
  readonly operation: string
  /** Place in the answer; `*` stands for an index. */
  readonly path: string
  readonly reason: string
  readonly source: string
}

/** Values that the documents do not allow. */
export const valueExceptions: readonly Exception[] = [
  {
    operation: 'systemusers_list',
    path: '/results/*/employeeIdentifier',
    reason: 'null when the user has none; the document says string',
    source: 'recording of 2021, examples/v1-systemusers-list.json',
  },
  {
    operation: 'search_systemusers_post',
    path: '/results/*/employeeIdentifier',
    reason: 'null when the user has none; the document says string',
    source: 'recording of 2021, examples/v1-systemusers-list.json',
  },
  {
    operation: 'systemusers_get',
    path: '/employeeIdentifier',
    reason: 'null when the user has none; the document says string',
    source: 'recording of 2021, examples/v1-systemusers-list.json',
  },
  {
    operation: 'organization_list',
    path: '/results/*/displayName',
    reason: 'null for an organization that nobody named; the document says string',
    source: 'recording of 2021, examples/v1-organizations-list.json',
  },
  {
    operation: 'organizations_get',
    path: '/displayName',
    reason: 'null for an organization that nobody named; the document says string',
    source: 'recording of 2021, examples/v1-organizations-list.json',
  },
]

/** Fields of the registry that the documents do not declare. */
export const fieldExceptions: Readonly<Record<string, { readonly reason: string; readonly source: string }>> = {
  'organization.created': { reason: 'on the wire in the list', source: 'recordings of 2021 and 2023, examples/v1-organizations-list*.json' },
}
