// The left side: who is in the group and who will be, with a search in it. Taking somebody out is a mark until the plan.

import { Minus, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { countText } from '../../../bridge/freshness.ts'
import { iconProps } from '../../../ui/icons.ts'
import { Visible } from '../../../ui/visible.tsx'
import type { Member, MemberDraft } from './draft-members.ts'

interface MemberListProps {
  readonly kind: 'user' | 'device'
  readonly members: readonly Member[]
  readonly draft: MemberDraft
  readonly onDecide: (people: readonly Member[], to: 'in' | 'out') => void
}

/** A group of everyone holds thousands; whoever is looked for is typed. */
const linesShown = 200

export function MemberList({ kind, members, draft, onDecide }: MemberListProps) {
  const [text, setText] = useState('')
  const wanted = text.trim().toLocaleLowerCase()
  const all = [...draft.added.values(), ...members]
  const fitting = wanted === '' ? all : all.filter(({ title }) => title.toLocaleLowerCase().includes(wanted))
  return (
    <section className="members-side" aria-label="Members">
      <h3>
        Members <span className="tab-count numeric">{(members.length + draft.added.size - draft.removed.size).toLocaleString()}</span>
      </h3>
      <input className="input" type="search" autoComplete="off" aria-label="Search the members" placeholder="Search the members" value={text} onChange={(event) => setText(event.target.value)} />
      <ul className="members-lines" aria-label="Members">
        {fitting.slice(0, linesShown).map((member) => (
          <MemberLine key={member.id} member={member} state={draft.added.has(member.id) ? 'added' : draft.removed.has(member.id) ? 'removed' : 'kept'} onDecide={onDecide} />
        ))}
        {fitting.length === 0 && <li className="muted members-none">{all.length === 0 ? 'Nobody is in this group.' : 'No member matches.'}</li>}
      </ul>
      {fitting.length > linesShown && <p className="hint numeric">The first {linesShown} of {countText(fitting.length, kind)}; search for others.</p>}
    </section>
  )
}

function MemberLine({ member, state, onDecide }: { member: Member; state: 'kept' | 'added' | 'removed'; onDecide: MemberListProps['onDecide'] }) {
  const isOut = state === 'removed'
  return (
    <li className={`members-line is-${state}`}>
      <Visible className="truncate" text={member.title} />
      {state === 'added' && <span className="badge tone-ok">new</span>}
      {isOut && <span className="badge tone-warn">leaves</span>}
      <span className="pane-space" />
      <button
        type="button"
        className="icon-button"
        aria-label={`${isOut ? 'Keep' : state === 'added' ? 'Do not add' : 'Take out'} ${member.title}`}
        title={isOut ? 'Keep' : state === 'added' ? 'Do not add' : 'Take out'}
        onClick={() => onDecide([member], isOut ? 'in' : 'out')}
      >
        {isOut ? <Undo2 {...iconProps} size={14} /> : <Minus {...iconProps} size={14} />}
      </button>
    </li>
  )
}
