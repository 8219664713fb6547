// Is this frame ours? Checked synchronously, because newer Electron forgets the frame after the first await.

import type { IpcMainInvokeEvent } from 'electron'
import { isRegistered } from '../shell/window.ts'

/** Host and scheme must both be ours, the frame must be the top one, and the window one that we made. */
export function isOurFrame(event: Pick<IpcMainInvokeEvent, 'senderFrame' | 'sender'>, origin: string): boolean {
  const frame = event.senderFrame
  if (!frame || frame.parent !== null || !isRegistered(event.sender.id)) return false
  return frame.url.startsWith(`${origin}/`)
}
