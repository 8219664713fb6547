// How much happens when: the working day and week of a place, nights, and what runs by itself.

import { hourMs } from '../../../shared/base/instant.ts'
import type { Area } from '../workplaces.ts'

export type Rhythm = 'work' | 'always' | 'night'

export const sliceMs = hourMs

const hoursFromUtc: Readonly<Record<Area, number>> = { america: -6, europe: 1, india: 5 }

// Shares of a working day by local hour; people arrive, have lunch and leave.
const workingHours = [0.3, 0.2, 0.2, 0.2, 0.3, 0.8, 2, 5, 10, 11, 9.5, 8, 5, 7.5, 9, 8.5, 7.5, 5.5, 3.5, 2, 1.5, 1.2, 0.8, 0.5]
const workingSum = workingHours.reduce((sum, share) => sum + share, 0)
const weekendShare = 0.12

/** The share of a working day's events that falls into the hour that begins at the slice. */
export function shareOf(rhythm: Rhythm, slice: number, area: Area): number {
  const local = new Date(slice * sliceMs + hoursFromUtc[area] * hourMs)
  const hour = local.getUTCHours()
  if (rhythm === 'always') return 1 / 24
  if (rhythm === 'night') return hour >= 1 && hour < 4 ? 1 / 3 : 0
  const isWeekend = local.getUTCDay() === 0 || local.getUTCDay() === 6
  return (workingHours[hour]! / workingSum) * (isWeekend ? weekendShare : 1)
}
