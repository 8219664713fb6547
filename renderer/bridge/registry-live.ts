// What can be read from the service while someone looks at one object. Loaded with the detail.

import { liveData } from 'virtual:registry-live'
import type { LiveDetail } from '../../shared/resources/live-details.ts'

export interface LiveDetailData extends Omit<LiveDetail, 'route' | 'premium' | 'group'> {
  readonly group?: string | undefined
  readonly isPremium: boolean
}

export const liveDetailsOf = (kind: string): readonly LiveDetailData[] => (liveData as readonly LiveDetailData[]).filter((detail) => detail.kind === kind)
