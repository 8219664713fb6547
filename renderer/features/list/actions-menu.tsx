// The actions that fit a selection, with how many of it each would change (React Aria: menu pattern). Choosing one only makes a plan.

import { type RefObject, useMemo } from 'react'
import { Menu, MenuItem, MenuSection, Popover, Separator } from 'react-aria-components'
import '../../styles/actions-menu.css'
import type { ActionMenu } from '../../../shared/actions/action.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Output } from '../../../shared/contract/client.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { countText } from '../../bridge/freshness.ts'
import { useOrganization } from '../../bridge/organizations.ts'
import { type ActionData, actionData, actionsOf, hasForm } from '../../bridge/registry-actions.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useDialog } from '../../stores/dialog.ts'
import { ErrorView } from '../../ui/error-view.tsx'
import { Visible } from '../../ui/visible.tsx'
import type { Targets } from './targets.ts'

export interface ActionsMenuProps {
  readonly trigger: RefObject<HTMLElement | null>
  readonly targets: Targets
  /** Which of the kind's actions are offered here. */
  readonly shows: (action: ActionData, targets: Targets) => boolean
  /** Ways to the object itself, before the actions; none for a selection. */
  readonly ways?: readonly MenuWay[]
  readonly onClose: () => void
}

/** Where a row can be opened. */
export interface MenuWay {
  readonly id: string
  readonly title: string
  readonly go: () => void
}

const noWays: readonly MenuWay[] = []

const groupTitles: { readonly [Group in ActionMenu['group']]: string } = {
  mail: 'Mail',
  password: 'Password',
  mfa: 'MFA',
  state: 'State',
  access: 'Access',
  edit: 'Edit',
  power: 'Power',
  run: 'Run',
  delete: 'Delete',
}

/** Several actions in one plan, put together by a page of its own. */
const offboard = 'offboard'

/** People of one organization, one by one: a question may match somebody else by the time the page is filled in. */
function leaversOf({ selection }: Targets) {
  const only = selection.type === 'ids' && selection.kind === 'user' && selection.targets.length === 1 ? selection.targets[0]! : null
  return only && only.ids.length <= limits.offboardedAtOnceMax ? only : null
}

type Entry = Output<'action.menu'>['actions'][number] & { readonly data: ActionData }

export function ActionsMenu({ trigger, targets, shows, ways = noWays, onClose }: ActionsMenuProps) {
  const kind = targets.selection.type === 'matching' ? targets.selection.question.kind : targets.selection.kind
  const hasActions = actionsOf(kind).some((action) => hasForm(action) && shows(action, targets))
  const { data, error } = useCall('action.menu', { selection: targets.selection }, { isOff: !hasActions })
  const organization = useOrganization(targets.organizations[0] ?? null)
  const sections = useMemo(() => sectionsOf(data?.actions ?? [], (action) => shows(action, targets)), [data, shows, targets])
  const problem = data?.actions.find((each) => each.problem !== null)?.problem ?? null
  const name = organization?.name ?? ''

  const leaving = leaversOf(targets)

  const choose = (key: string) => {
    const way = ways.find(({ id }) => id === key)
    if (way) setTimeout(way.go)
    else plan(key)
  }
  const plan = (action: string) => {
    // The menu must be gone first: it gives the focus back to where the dialog will take it from.
    if (action === offboard && leaving) setTimeout(() => useDialog.getState().open({ name: 'offboarding', ...leaving, title: targets.text }))
    else setTimeout(() => useDialog.getState().open({ name: 'plan', source: { type: 'action', action, selection: targets.selection, targets: targets.text }, organizations: targets.organizations }))
  }

  return (
    <Popover aria-label={`Actions for ${targets.text}`} className="popover actions-popover" triggerRef={trigger} isOpen placement="bottom start" offset={4} containerPadding={8} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <p className="actions-of">
        <Visible className="truncate" text={targets.text} />
      </p>
      {error && <ErrorView error={errorWords(error, { organization: name })} />}
      {problem && <ProblemNote problem={problem} organization={name} />}
      {hasActions && !data && !error && <p className="muted actions-note">Looking at {targets.text}</p>}
      {(data || ways.length > 0) && (
        <Menu aria-label={`Actions for ${targets.text}`} className="actions-list" autoFocus="first" onAction={(key) => choose(String(key))} onClose={onClose} renderEmptyState={() => <p className="muted actions-note">There is no action for this.</p>}>
          {ways.length > 0 && (
            <MenuSection aria-label="Open">
              {ways.map(({ id, title }) => (
                <MenuItem key={id} id={id} textValue={title} className="actions-item">
                  <span className="actions-title">{title}</span>
                </MenuItem>
              ))}
            </MenuSection>
          )}
          {ways.length > 0 && sections.length > 0 && <Separator className="actions-rule" />}
          {sections.flatMap(({ group, entries }, index) => [
            ...(index > 0 ? [<Separator key={`before ${group}`} className="actions-rule" />] : []),
            <MenuSection key={group} aria-label={groupTitles[group]}>
              {entries.map((entry) => (
                <ActionItem key={entry.action} entry={entry} looked={data?.looked ?? 0} />
              ))}
              {group === 'state' && leaving && (
                <MenuItem id={offboard} textValue="Offboard…" className="actions-item">
                  <span className="actions-title">Offboard…</span>
                </MenuItem>
              )}
            </MenuSection>,
          ])}
        </Menu>
      )}
      {data && data.looked < data.total && (
        <p className="muted actions-note numeric">
          Counted on the first {data.looked.toLocaleString()} of {countText(data.total, kind)}; the plan looks at all of them.
        </p>
      )}
    </Popover>
  )
}

function ActionItem({ entry: { action, eligible, why, data }, looked }: { entry: Entry; looked: number }) {
  const isNone = eligible === 0
  // What the action is told may make it fit; without that, nothing would.
  return (
    <MenuItem id={action} textValue={data.words.menu} isDisabled={isNone && data.fields.length === 0} className={`actions-item ${data.class === 'D' ? 'is-destructive' : ''}`}>
      <span className="actions-title">
        {data.words.menu}
        {data.isFinal && <span className="actions-final">cannot be undone</span>}
        {eligible < looked && why !== null && <span className="actions-why">{why}</span>}
      </span>
      {looked > 1 && (
        <span className="actions-count numeric">
          {eligible === looked ? 'all' : eligible.toLocaleString()}
          {eligible < looked && ` of ${looked.toLocaleString()}`}
        </span>
      )}
    </MenuItem>
  )
}

/** What keeps every action from being started here; a plan can be made and read all the same. */
function ProblemNote({ problem, organization }: { problem: { readonly code: string; readonly detail: Readonly<Record<string, string | number>> }; organization: string }) {
  const { what, next } = errorWords({ code: problem.code, detail: { ...problem.detail, organization } })
  return (
    <p className="actions-problem" role="note">
      <strong>{what}</strong> You can look at a plan; it cannot be started. {next}
    </p>
  )
}

interface Section {
  readonly group: ActionMenu['group']
  readonly entries: Entry[]
}

/** Entries in the engine's order, cut where the registry's group changes. */
function sectionsOf(actions: Output<'action.menu'>['actions'], shows: (action: ActionData) => boolean): Section[] {
  const sections: Section[] = []
  for (const entry of actions) {
    const data = actionData(entry.action)
    if (!data || !hasForm(data) || !shows(data)) continue
    const { group } = data.menu
    const open = sections.find((section) => section.group === group)
    if (open) open.entries.push({ ...entry, data })
    else sections.push({ group, entries: [{ ...entry, data }] })
  }
  return sections
}
