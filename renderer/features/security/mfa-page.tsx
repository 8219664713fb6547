// MFA of one organization: how far enrolment is, factor by factor, and what else decides about signing in. Every number opens its list.

import type { Organization } from '../../../shared/contract/organization.ts'
import { coverageText } from '../../bridge/freshness.ts'
import { kindColumns } from '../../bridge/registry-columns.ts'
import { type Held, useWay } from '../../stores/pane-context.ts'
import { type ListFilter, listOf } from '../../stores/place.ts'
import { Tile } from '../../ui/tile.tsx'
import { useNow } from '../../ui/use-now.ts'
import { Bar } from './bar.tsx'
import { Exceptions } from './exceptions.tsx'
import { FactorTable } from './factor-table.tsx'
import { around, everyone, type MfaNumber, mfaNumbers, shareText } from './mfa-numbers.ts'
import { useCount } from './use-count.ts'
import { WorstGroups } from './worst-groups.tsx'

const statuses = () => kindColumns('user').columns.find(({ path }) => path === 'mfaEnrollment.overallStatus')?.choices ?? []

export function MfaPage({ organization }: { organization: Organization }) {
  const now = useNow(60_000)
  const { total, coverage } = useCount(organization.id, 'user', everyone)
  const { go } = useWay()
  const open = (filters: readonly ListFilter[], held?: Held) => go(listOf(organization.id, 'user', { filters }), held)
  return (
    <div className="home">
      <header className="home-section">
        <h1>MFA</h1>
        {coverage && <span className={`as-of ${coverage.isComplete && !coverage.behind?.length ? '' : 'tone-warn'}`}>{coverageText(coverage, now)}</span>}
      </header>
      <section role="group" className="card posture" aria-label="Enrolment">
        <h2>Enrolment</h2>
        <p className="muted">
          {total === undefined ? 'Users who can sign in' : `${total.toLocaleString()} users who can sign in`}; suspended ones are left out.
        </p>
        <ul className="posture-lines">
          {mfaNumbers(statuses()).map((number) => (
            <NumberLine key={number.key} organization={organization} number={number} whole={total} onOpen={(held) => open(number.filters, held)} />
          ))}
        </ul>
      </section>
      <Exceptions organization={organization} />
      <WorstGroups organization={organization} />
      <FactorTable organization={organization} onOpen={open} />
      <section role="group" aria-label="Around sign-in">
        <header className="home-section">
          <h2>Around sign-in</h2>
        </header>
        <ul className="tiles">
          {around.map((each) => (
            <AroundTile key={each.title} organization={organization} {...each} />
          ))}
        </ul>
      </section>
    </div>
  )
}

interface NumberLineProps {
  readonly organization: Organization
  readonly number: MfaNumber
  readonly whole: number | undefined
  readonly onOpen: (held: Held) => void
}

function NumberLine({ organization, number: { title, hint, tone, filters }, whole, onOpen }: NumberLineProps) {
  const { total } = useCount(organization.id, 'user', filters)
  const isKnown = total !== undefined && whole !== undefined
  // Nobody missing is good news, not a warning.
  const look = total === 0 ? 'neutral' : tone
  return (
    <li>
      <button type="button" className="posture-line" onClick={onOpen}>
        <span className="posture-title">
          {title}
          <span className="muted">{hint}</span>
        </span>
        <span className={`posture-value numeric tone-${look}`}>{isKnown ? total.toLocaleString() : '–'}</span>
        <span className="posture-share numeric muted">{isKnown ? shareText(total, whole) : ''}</span>
        <Bar share={isKnown && whole > 0 ? total / whole : 0} tone={look} />
      </button>
    </li>
  )
}

function AroundTile({ organization, kind, filter, title, tone }: { organization: Organization } & (typeof around)[number]) {
  const { go } = useWay()
  const { total, coverage } = useCount(organization.id, kind, [{ type: 'named', id: filter }])
  const reason = coverage?.missing[0]?.reason
  const word = total !== undefined ? undefined : reason === 'api.not-entitled' ? 'PREMIUM' : reason === 'api.forbidden' ? 'Not allowed' : undefined
  return <Tile label={title} value={total} tone={tone} {...(word ? { word } : {})} onOpen={(held) => go(listOf(organization.id, kind, { filters: [{ type: 'named', id: filter }] }), held)} />
}
