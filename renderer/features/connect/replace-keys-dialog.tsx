// New keys one after the other, after many were lost at once: all of them by name, whose turn it is, what is done, what was skipped.

import { CircleCheck } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ConnectionId } from '../../../shared/base/ids.ts'
import type { Connection } from '../../../shared/contract/connection.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import { useOrganizations } from '../../bridge/organizations.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useToasts } from '../../stores/toasts.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { iconProps } from '../../ui/icons.ts'
import { Mark } from '../../ui/mark.tsx'
import { Visible } from '../../ui/visible.tsx'
import { ReplaceKeyForm } from './replace-key-form.tsx'

/** One key of the list, with the organizations that it opens. */
interface Lost {
  readonly connection: Connection
  readonly of: readonly Organization[]
  readonly name: string
}

export function ReplaceKeysDialog({ connections: ids, onClose }: { connections: readonly ConnectionId[]; onClose: () => void }) {
  const connections = useCall('connection.list', {}).data
  const organizations = useOrganizations() ?? []
  const [chosen, setChosen] = useState<ConnectionId | null>(null)
  const [replaced, setReplaced] = useState<ReadonlySet<ConnectionId>>(new Set())
  const [skipped, setSkipped] = useState<ReadonlySet<ConnectionId>>(new Set())
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' }), [chosen])
  if (!connections) return null

  const all = connections
    .filter(({ id }) => ids.includes(id))
    .map((connection): Lost => {
      const of = organizations.filter(({ id }) => connection.organizations.includes(id))
      return { connection, of, name: connection.name || (of[0]?.name ?? 'This connection') }
    })
    .sort((one, other) => one.name.localeCompare(other.name))
  const isOpen = ({ connection: { id } }: Lost, done: ReadonlySet<ConnectionId>) => !done.has(id) && !skipped.has(id)
  const at = Math.max(0, all.findIndex((each) => (chosen ? each.connection.id === chosen : isOpen(each, replaced))))
  const current = all[at]

  const end = (done: number) => {
    const left = ids.length - done
    useToasts.getState().show({ text: `${done.toLocaleString()} of ${ids.length.toLocaleString()} keys replaced${left > 0 ? `; ${left.toLocaleString()} still wait for one` : ''}`, tone: left > 0 ? 'warn' : 'ok' })
    onClose()
  }
  /** The next one that nobody has done or skipped, from here on and then from the start. */
  const goOn = (done: ReadonlySet<ConnectionId>) => {
    const next = [...all.slice(at + 1), ...all.slice(0, at)].find((each) => isOpen(each, done))
    if (next) setChosen(next.connection.id)
    else end(done.size)
  }
  const only = current?.of.length === 1 ? current.of[0] : undefined
  const progress = `${replaced.size.toLocaleString()} of ${all.length.toLocaleString()} replaced`
  return (
    <Dialog title={all.length > 1 ? 'Replace keys' : 'Replace key'} subtitle={all.length > 1 ? progress : undefined} organization={only} width="small" onClose={() => (replaced.size > 0 ? end(replaced.size) : onClose())}>
      {all.length > 1 && (
        <ol ref={list} className="replace-list" aria-label="Keys to replace">
          {all.map(({ connection: { id }, name, of }) => (
            <li key={id}>
              <button type="button" className="replace-item" aria-current={id === current?.connection.id ? 'step' : undefined} onClick={() => setChosen(id)}>
                {of.length === 1 && of[0] && <Mark {...of[0].appearance} />}
                <Visible text={name} className="truncate" />
                <span className="pane-space" />
                {replaced.has(id) ? (
                  <span className="tone-ok">
                    <CircleCheck {...iconProps} size={14} /> replaced
                  </span>
                ) : (
                  skipped.has(id) && <span className="muted">skipped</span>
                )}
              </button>
            </li>
          ))}
        </ol>
      )}
      {current ? (
        <ReplaceKeyForm
          key={current.connection.id}
          connection={current.connection}
          name={only?.name ?? current.connection.name}
          cancelText={all.length > 1 ? 'Skip' : 'Cancel'}
          onReplaced={() => {
            const done = new Set([...replaced, current.connection.id])
            setReplaced(done)
            goOn(done)
          }}
          onCancel={() => {
            setSkipped(new Set([...skipped, current.connection.id]))
            goOn(replaced)
          }}
        >
          <p>
            <Visible text={current.name} className="found-name" />
            <span className="muted"> {only ? 'needs a key of its own.' : `opens ${current.of.length.toLocaleString()} organizations; the new key must open all of them.`}</span>
          </p>
          <p className="hint">A key of another organization is refused, and everything read so far stays readable meanwhile.</p>
        </ReplaceKeyForm>
      ) : (
        <p className="muted">This connection is no longer here.</p>
      )}
    </Dialog>
  )
}
