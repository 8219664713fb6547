// How many events when: succeeded solid, failed hatched, time that was not read as a hatched band. One sentence says the same.

import { useId } from 'react'
import type { Output } from '../../../shared/contract/client.ts'
import { minuteText, type Span, within } from './event-time.ts'
import { histogramText } from './event-words.ts'

type Slice = Output<'insights.histogram'>['slices'][number]

interface HistogramProps {
  readonly span: Span
  readonly title: string
  readonly slices: readonly Slice[]
  readonly gaps: readonly Span[]
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`

export function Histogram({ span, title, slices, gaps }: HistogramProps) {
  const id = useId().replace(/[^\w-]/g, '')
  const most = Math.max(1, ...slices.map(({ succeeded, failed }) => succeeded + failed))
  const sum = (key: 'succeeded' | 'failed') => slices.reduce((total, slice) => total + slice[key], 0)
  const text = histogramText(sum('succeeded'), sum('failed'), title, gaps.length)
  const width = 1 / Math.max(1, slices.length)
  return (
    <figure className="histogram" aria-label="Events over time">
      <svg className="histogram-plot" width="100%" height="64" role="img" aria-label={text}>
        <defs>
          <pattern id={`${id}-failed`} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect className="histogram-failed-ground" width="4" height="4" />
            <rect className="histogram-failed-line" width="2" height="4" />
          </pattern>
          <pattern id={`${id}-gap`} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
            <rect className="histogram-gap-line" width="1" height="8" />
          </pattern>
        </defs>
        {gaps.map((gap) => {
          const { start, length } = within(gap, span)
          return <rect key={gap.from} className="histogram-gap" x={percent(start)} y="0" width={percent(length)} height="100%" fill={`url(#${id}-gap)`} />
        })}
        {slices.map((slice, at) => {
          const good = slice.succeeded / most
          const bad = slice.failed / most
          const bar = { x: percent((at + 0.1) * width), width: percent(width * 0.8) }
          return (
            <g key={slice.from}>
              {good > 0 && <rect className="histogram-succeeded" {...bar} y={percent(1 - good)} height={percent(good)} />}
              {bad > 0 && <rect className="histogram-failed" {...bar} y={percent(1 - good - bad)} height={percent(bad)} fill={`url(#${id}-failed)`} />}
              <rect className="histogram-hit" x={percent(at * width)} y="0" width={percent(width)} height="100%">
                <title>{`${minuteText(slice.from)}: ${slice.succeeded.toLocaleString()} succeeded, ${slice.failed.toLocaleString()} failed`}</title>
              </rect>
            </g>
          )
        })}
      </svg>
      <figcaption className="histogram-caption">
        <span className="numeric">{minuteText(span.from)}</span>
        <span className="histogram-legend" aria-hidden="true">
          <span className="histogram-key is-succeeded" /> Succeeded
          <span className="histogram-key is-failed" /> Failed
          {gaps.length > 0 && (
            <>
              <span className="histogram-key is-gap" /> Not read
            </>
          )}
        </span>
        <span className="numeric">now</span>
      </figcaption>
    </figure>
  )
}
