// The transport port: one request in, one response out. Redirects are answers here, never followed.

export interface TransportRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal?: AbortSignal
}

export interface TransportResponse {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * Performs one request.
 *
 * @throws AppError `api.offline`, `api.timeout`, `api.tls`, `api.shape` (size, encoding), `call.cancelled`
 */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>
