// Host names and display names: what people and IT departments call their machines.

import { createRandom } from '../../../shared/base/random.ts'
import type { NamePart } from '../cultures.ts'
import type { DeviceFacts } from './fleet.ts'

export interface DeviceNames {
  readonly hostname: string
  readonly displayName: string
}

/** Who a device is named after; null for machines of nobody. */
export function deviceNames({ index, use, release, hardware, place, seed }: DeviceFacts, given: NamePart | null, domain: string): DeviceNames {
  const random = createRandom(seed).fork('names')
  const site = place.locality.normalize('NFD').replace(/[^A-Za-z]/g, '').slice(0, 3).toUpperCase()
  const number = String(index + 1).padStart(4, '0')
  if (use === 'server') {
    const hostname = `${random.pick(['srv', 'app', 'db', 'file', 'print', 'build'])}-${site.toLowerCase()}-${number}`
    return { hostname: `${hostname}.${domain}`, displayName: hostname }
  }
  if (use === 'shared' || given === null) {
    const hostname = `${site}-${random.pick(['KIOSK', 'DESK', 'MEET', 'SPARE'])}-${number}`
    return { hostname, displayName: hostname }
  }
  if (release.family === 'darwin') {
    const model = hardware.model.replace(/ \(.*/, '')
    const displayName = random.chance(0.7) ? `${given.spelled}’s ${model}` : `${site}-MAC-${number}`
    return { hostname: `${given.latin.charAt(0).toUpperCase()}${given.latin.slice(1)}s-${model.replaceAll(' ', '-')}.local`, displayName }
  }
  if (release.family === 'linux') {
    const hostname = `${given.latin}-${random.pick(['x1', 'dev', 'box', 'ws'])}-${number}`
    return { hostname, displayName: hostname }
  }
  const hostname = random.chance(0.7) ? `${site}-${hardware.isLaptop ? 'LT' : 'PC'}-${number}` : `DESKTOP-${random.hex(7).toUpperCase()}`
  return { hostname, displayName: random.chance(0.25) ? `${hostname} ${given.spelled}` : hostname }
}
