// What a route answers, before it is put on the wire, and the bodies of refusals.

export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON; a string goes out as it is, with the content type of its headers. */
  readonly body: unknown
  /** Set on lists, so that faults can change what is announced. */
  readonly list?: ListFacts
}

interface ListFacts {
  readonly kind: string
  readonly total: number
  readonly skip: number
  readonly limit: number
  /** Where rows and total are in the body, unless the body is the list. */
  readonly rowsField?: string
  readonly totalField?: string
}

const refusal = (status: number, message: string): Answer => ({ status, body: { message } })

// The four real bodies are those of recordings; the others are choices, see README.
export const refusals = {
  noKey: refusal(401, 'Unauthorized'),
  unknownKey: { status: 401, body: { error: 'Unauthorized', message: 'Unauthorized: api key user not found' } },
  noOrganization: refusal(401, 'Unauthorized: no organization selected'),
  headerNotAllowed: {
    status: 403,
    body: { message: 'Forbidden: organization selection not allowed via header', error: 'Forbidden: organization selection not allowed via header' },
  },
  role: { status: 403, body: { message: 'Forbidden: insufficient permissions', error: 'Forbidden' } },
  malformedOrganization: refusal(400, 'Bad Request: invalid x-org-id'),
  otherOrganization: refusal(400, 'Bad Request: x-org-id does not match the organization of the path'),
  unknownOrganization: refusal(404, 'Not Found: organization not found'),
  notFound: refusal(404, 'Not Found'),
  malformedBody: refusal(400, 'Bad Request: malformed JSON'),
} as const satisfies Record<string, Answer>

export const badRequest = (message: string): Answer => ({ status: 400, body: { code: 400, message, status: 'invalidArgument' } })
