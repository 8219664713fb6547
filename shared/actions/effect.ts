// What an operation does to the world; the gate asks for more the further down this list it is.

export type Effect = 'none' | 'local' | 'remoteRead' | 'remoteChange' | 'destructive'
