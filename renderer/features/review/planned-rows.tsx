// The rows of a plan, a page at a time: what each object is now and will be, or why it is left out.

import { Ban, CircleSlash, OctagonAlert } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import type { Plan, PlannedRow } from '../../../shared/actions/plan.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { useOrganizations } from '../../bridge/organizations.ts'
import { actionData } from '../../bridge/registry-actions.ts'
import { kindWords } from '../../bridge/registry.ts'
import { useCall } from '../../bridge/use-call.ts'
import { changedLines, hasLines } from '../../ui/changed-lines.ts'
import { ErrorView } from '../../ui/error-view.tsx'
import { iconProps } from '../../ui/icons.ts'
import { Mark } from '../../ui/mark.tsx'
import { Pager } from '../../ui/pager.tsx'
import { TextLines } from '../../ui/text-lines.tsx'
import { Visible } from '../../ui/visible.tsx'
import { ChangeValue } from './change-value.tsx'
import { changeParts, type PlanShow } from './plan-words.ts'

interface PlannedRowsProps {
  readonly plan: Plan
  readonly show: PlanShow
  readonly organization: OrganizationId | null
  /** The most that the rows took so far, in px, so that nothing moves when fewer of them are shown. */
  readonly height: number
  readonly onHeight: (px: number) => void
  /** What was typed for single targets, by position. */
  readonly typed: ReadonlyMap<number, string>
  readonly onType: (position: number, text: string) => void
}

const pageRows = 100
const fewRows = 3
/** More is scrolled through in any window. */
const highPx = 1_200

export function PlannedRows({ plan, show, organization, height, onHeight, typed, onType }: PlannedRowsProps) {
  const [start, setStart] = useState(0)
  const { data, error } = useCall('action.getPlan', { plan: plan.id, show, start, size: pageRows, ...(organization ? { organization } : {}) }, { keepPrevious: true })
  useEffect(() => {
    // A few rows are as high as they are.
    if (data && data.total > fewRows) onHeight(Math.min(heightOf(data.rows), highPx))
  })
  const asked = new Map(plan.organizations.flatMap((each) => each.typed.map(({ position, text }) => [position, text] as const)))
  const hasSeveral = plan.organizations.length > 1
  const words = kindWords(plan.kind)
  if (error) return <ErrorView error={errorWords(error)} />
  return (
    <>
      <div className="planned-scroll" style={{ flexBasis: height === 0 ? 'auto' : `${height}px` }} tabIndex={0} role="region" aria-label="Rows of the plan" data-region="plan">
        <table className="plain-table planned-table">
          <thead>
            <tr>
              {hasSeveral && <th scope="col">Organization</th>}
              <th scope="col" className="planned-object">{capital(words?.one ?? 'object')}</th>
              <th scope="col" className="planned-side">Now</th>
              <th scope="col" className="planned-side">After</th>
              <th scope="col" className="planned-note">Note</th>
            </tr>
          </thead>
          <tbody>
            {(data?.rows ?? []).map((row) => (
              <PlannedLine key={row.position} row={row} undoText={plan.undo.text} hasOrganization={hasSeveral} asked={asked.get(row.position)} typed={typed.get(row.position) ?? ''} onType={(text) => onType(row.position, text)} />
            ))}
          </tbody>
        </table>
        {data?.total === 0 && <p className="planned-none muted">No row of this sort.</p>}
      </div>
      <Pager start={start} size={pageRows} total={data?.total ?? 0} onStart={setStart} />
    </>
  )
}

/** What the rows of a page take, as far as their changes tell: notes may need a little more. */
const heightOf = (rows: readonly PlannedRow[]): number => rows.reduce((sum, { verdict, changes, why }) => sum + cellPx + linePx * Math.max(1, verdict === 'change' ? changes.length : (why?.length ?? 0) > noteLineCharacters ? 2 : 1), headPx)
const cellPx = 12
const linePx = 20
const headPx = 30
const noteLineCharacters = 40

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

interface PlannedLineProps {
  readonly row: PlannedRow
  /** What the plan says of taking back, below all rows: no row says it again. */
  readonly undoText: string
  readonly hasOrganization: boolean
  /** What has to be typed for this target. */
  readonly asked: string | undefined
  readonly typed: string
  readonly onType: (text: string) => void
}

function PlannedLine({ row, undoText, hasOrganization, asked, typed, onType }: PlannedLineProps) {
  const { title, verdict, changes, remark, why, irreversible, conflict } = row
  const action = actionData(row.action)
  const done = action?.words.done
  // Of somebody new there is nothing before, and that they are there afterwards goes without saying.
  const isNew = action?.target === 'new'
  const told = isNew ? changes.filter(({ path }) => path !== null) : changes
  return (
    <tr className={`is-${verdict}`}>
      {hasOrganization && (
        <td>
          <OrganizationMark id={row.organization} />
        </td>
      )}
      <th scope="row">
        <Visible className="truncate" text={title} />
      </th>
      {verdict === 'change' ? (
        <>
          <td colSpan={2} className="planned-change">
            {told.length === 0 && (
              <p className="planned-sides">
                <span className="muted">{isNew ? 'Not here yet' : '–'}</span>
                <span className="planned-after">{done}</span>
              </p>
            )}
            {told.map((change, index) => {
              const { title: label, from, to } = changeParts(change)
              const shared = { organization: row.organization, action: row.action, path: change.path }
              if (!isNew && hasLines(from, to)) return <PlannedLines key={index} label={label} from={from} to={to} />
              return (
                <p key={index} className="planned-sides">
                  {isNew ? (
                    <span className="muted">{index === 0 && 'Not here yet'}</span>
                  ) : (
                    <span>
                      <span className="muted">{label}: </span>
                      <ChangeValue text={from} {...shared} />
                    </span>
                  )}
                  <span className="planned-after">
                    <span className={isNew ? 'muted' : 'visually-hidden'}>{label}: </span>
                    <ChangeValue text={to} {...shared} />
                  </span>
                </p>
              )
            })}
          </td>
        </>
      ) : (
        <td colSpan={2} className="muted">
          <span className="planned-verdict">
            {verdict === 'noop' ? <CircleSlash {...iconProps} size={14} /> : <Ban {...iconProps} size={14} className="tone-warn" />}
            {verdict === 'noop' ? 'Nothing to change' : 'Left out'}
          </span>
        </td>
      )}
      <td className="planned-note">
        {why !== null && <p>{why}</p>}
        {remark !== null && <p>{remark}</p>}
        {irreversible !== null && verdict === 'change' && (
          <p className="planned-irreversible">
            <OctagonAlert {...iconProps} size={14} className="tone-warn" />
            <span>{undoText.includes(irreversible) ? 'Cannot be taken back' : irreversible}</span>
          </p>
        )}
        {conflict.map(({ title: field, path, before, theirs, mine }) => (
          <p key={field} className="tone-warn">
            {field}: was <ChangeValue {...{ organization: row.organization, action: row.action, path }} text={before ?? '–'} />, is now{' '}
            <ChangeValue {...{ organization: row.organization, action: row.action, path }} text={theirs ?? '–'} />, this plan makes it{' '}
            <ChangeValue {...{ organization: row.organization, action: row.action, path }} text={mine ?? '–'} />.
          </p>
        ))}
        {asked !== undefined && verdict === 'change' && (
          <label className="planned-typed">
            <span>
              Type <Visible className="typed-name mono" text={asked} />
            </span>
            <input className="input" autoComplete="off" spellCheck={false} maxLength={200} value={typed} onChange={(event) => onType(event.target.value)} />
          </label>
        )}
      </td>
    </tr>
  )
}


/** A script beside itself: what is the same on both sides is counted, not repeated. */
function PlannedLines({ label, from, to }: { label: string; from: string; to: string }) {
  const sides = useMemo(() => changedLines(from, to), [from, to])
  return (
    <div className="planned-sides">
      <div>
        <span className="muted">{label}: </span>
        <TextLines lines={sides.from} />
      </div>
      <div className="planned-after">
        <span className="muted">{label}: </span>
        <TextLines lines={sides.to} />
      </div>
    </div>
  )
}

function OrganizationMark({ id }: { id: OrganizationId }) {
  const organization = useOrganizations()?.find((each) => each.id === id)
  if (!organization) return <code>{id}</code>
  return (
    <span className="whose-cell" data-colour={organization.appearance.colour}>
      <Mark {...organization.appearance} />
      <Visible className="truncate" text={organization.name} />
    </span>
  )
}
