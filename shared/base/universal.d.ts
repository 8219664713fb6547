// The few globals that exist in every process; everything else of DOM or Node is a compile error in shared/.

interface AbortSignal {
  readonly aborted: boolean
  readonly reason: unknown
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
  throwIfAborted(): void
}

interface AbortController {
  readonly signal: AbortSignal
  abort(reason?: unknown): void
}

declare const AbortController: { new (): AbortController }

interface URLSearchParams {
  append(name: string, value: string): void
  get(name: string): string | null
  getAll(name: string): string[]
  toString(): string
}

declare const URLSearchParams: { new (init?: string): URLSearchParams }

interface TextEncoder {
  encode(text: string): Uint8Array
}

declare const TextEncoder: { new (): TextEncoder }
