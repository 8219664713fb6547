// One thing found: what it is called, which field says so, how it stands, whose it is and how old that is.

import type { Organization } from '../../shared/contract/organization.ts'
import type { Output } from '../../shared/contract/client.ts'
import type { Kind } from '../../shared/resources/index.ts'
import { freshness } from '../bridge/freshness.ts'
import { kindColumns } from '../bridge/registry-columns.ts'
import { cellText } from '../grid/cell-text.ts'
import { GlyphIcon } from '../grid/glyph-icon.tsx'
import { Mark } from '../ui/mark.tsx'
import { pictureText } from '../ui/visible-text.ts'

export type Hit = Output<'snapshot.search'>['groups'][number]['hits'][number]

interface PaletteHitProps {
  readonly kind: Kind
  readonly hit: Hit
  readonly organization: Organization | undefined
  readonly now: number
}

export function PaletteHit({ kind, hit: { title, matched, readAt, stand }, organization, now }: PaletteHitProps) {
  const { columns } = kindColumns(kind)
  const column = columns.find(({ path }) => path === stand?.path)
  const state = column && stand ? cellText(column, stand.value, now) : null
  const field = matched && matched.value !== title ? columns.find(({ path }) => path === matched.path) : undefined
  const age = freshness(readAt, now)
  return (
    <>
      {organization && <Mark {...organization.appearance} />}
      <span className="palette-words">
        <bdi className="palette-title truncate">{pictureText(title)}</bdi>
        {field && matched && (
          <span className="palette-note truncate">
            {field.title}: <bdi>{pictureText(matched.value)}</bdi>
          </span>
        )}
      </span>
      {state && !state.isEmpty && (
        <span className={`palette-state tone-${state.tone ?? 'neutral'}`}>
          {state.glyph && <GlyphIcon glyph={state.glyph} />}
          {state.text}
        </span>
      )}
      <span className="palette-owner">
        <bdi className="truncate">{pictureText(organization?.name ?? 'Organization')}</bdi>
        <span className={`palette-note numeric tone-${age.tone}`}>{age.text}</span>
      </span>
    </>
  )
}
