// Electron's ports as far as they are used here, so that nothing of the vault has to import electron.

export interface Port {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly Port[] }) => void): void
  start(): void
}

export const parentPort = (): Port => (process as unknown as { parentPort: Port }).parentPort
