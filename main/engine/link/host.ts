// The engine in Electron: its life begins and ends over parentPort; calls and secrets come through ports that main hands over.

/** The parts of Electron's ports that are used here, typed without importing electron. */
export interface MessagePortLike {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  start(): void
  close(): void
}

export interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown; ports: MessagePortLike[] }) => void): void
}

export const parentPort = (): ParentPort | null => (process as unknown as { parentPort?: ParentPort }).parentPort ?? null

/** Electron's port in the shape of the link. */
export function linkPortOf(port: MessagePortLike) {
  return {
    postMessage: (message: unknown) => port.postMessage(message),
    onMessage: (listener: (message: unknown) => void) => {
      port.on('message', (event) => listener(event.data))
      port.start()
    },
    close: () => port.close(),
  }
}
