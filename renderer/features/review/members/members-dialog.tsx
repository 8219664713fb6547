// Who is in a group: two lists side by side, a pasted list, and one plan of everything that was decided. Nothing is sent before that.

import { useEffect, useId, useMemo, useState } from 'react'
import '../../../styles/members.css'
import type { Plan } from '../../../../shared/actions/plan.ts'
import type { OrganizationId, ResourceId } from '../../../../shared/base/ids.ts'
import { errorWords } from '../../../bridge/error-text.ts'
import { useOrganization } from '../../../bridge/organizations.ts'
import { kindData } from '../../../bridge/registry.ts'
import { ActionButton } from '../../../ui/action-button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ErrorView } from '../../../ui/error-view.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { StepsPlan, type StepsQuestion } from '../steps-plan.tsx'
import { CandidateList } from './candidate-list.tsx'
import { decided, draftSize, draftText, emptyDraft, type GroupKind, type Member, memberKindOf, stepsOf } from './draft-members.ts'
import { MemberList } from './member-list.tsx'
import { PastedList } from './pasted-list.tsx'
import { useAllMembers } from './use-all-members.ts'

interface MembersDialogProps {
  readonly organization: OrganizationId
  readonly kind: GroupKind
  readonly id: ResourceId
  readonly title: string
  readonly onClose: () => void
}

export function MembersDialog({ organization: organizationId, kind, id, title, onClose }: MembersDialogProps) {
  const organization = useOrganization(organizationId)
  const { members, error } = useAllMembers(organizationId, kind, id)
  const memberIds = useMemo(() => new Set(members?.map((member) => member.id)), [members])
  const [draft, setDraft] = useState(emptyDraft)
  const [way, setWay] = useState<'search' | 'paste'>('search')
  const [question, setQuestion] = useState<StepsQuestion | null>(null)
  const [plan, setPlan] = useState<Plan | null>(null)
  const own = useId()
  const member = memberKindOf(kind)
  const { many } = kindData(member).words
  const decide = (people: readonly Member[], to: 'in' | 'out') => setDraft((before) => decided(before, people, to, (each) => memberIds.has(each)))
  const size = draftSize(draft)
  const review = () => setQuestion(stepsOf(draft, { organization: organizationId, kind, id }))
  const name = organization?.name ?? ''

  // On the document: the focus may rest on the dialog itself.
  useEffect(() => {
    if (question || size === 0) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      setQuestion(stepsOf(draft, { organization: organizationId, kind, id }))
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [question, size, draft, organizationId, kind, id])

  if (question) {
    return (
      <Dialog title={plan?.title ?? `Change the members of ${title}`} {...(organization ? { organization } : {})} width={plan ? 'review' : 'medium'} onClose={onClose}>
        <StepsPlan question={question} name={name} onPlanned={setPlan} onBack={() => setQuestion(null)} onClose={onClose} />
      </Dialog>
    )
  }
  return (
    <Dialog title={`Members of ${title}`} {...(organization ? { organization } : {})} width="review" onClose={onClose}>
      <div className="members-editor">
        {error && <ErrorView error={errorWords(error, { organization: name, kind: many })} />}
        {!members && !error && <p className="muted">Reading the members</p>}
        {members && (
          <div className="members-sides">
            <MemberList kind={member} members={members} draft={draft} onDecide={decide} />
            <section className="members-side" aria-label={`Add ${many}`}>
              <Tabs id={own} label="Ways to add" tabs={[{ key: 'search', content: `Find ${many}` }, { key: 'paste', content: 'Paste a list' }]} selected={way} onSelect={(key) => setWay(key === 'paste' ? 'paste' : 'search')} />
              <div role="tabpanel" id={`${own}-panel`} aria-labelledby={`${own}-tab-${way}`} className="members-panel">
                {way === 'search' && <CandidateList organization={organizationId} kind={member} memberIds={memberIds} draft={draft} onDecide={decide} />}
                {way === 'paste' && <PastedList organization={organizationId} kind={member} memberIds={memberIds} onDecide={decide} />}
              </div>
            </section>
          </div>
        )}
        <footer className="dialog-actions">
          <span className="numeric" role="status">
            {size > 0 && draftText(draft)}
          </span>
          <span className="pane-space" />
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <ActionButton className="button primary" reason={size === 0 ? 'Nothing was decided yet' : null} keys={size > 0 ? 'Ctrl S' : undefined} onClick={review}>
            Review {size === 1 ? '1 change' : `${size.toLocaleString()} changes`}
          </ActionButton>
        </footer>
      </div>
    </Dialog>
  )
}
