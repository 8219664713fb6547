// One value of a change. What points at another object is called by that object's name: nobody knows a manager by an id.

import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { objectKindOf, useObjectTitle } from '../../bridge/references.ts'
import { actionData } from '../../bridge/registry-actions.ts'
import { hasLines } from '../../ui/changed-lines.ts'
import { TextLines } from '../../ui/text-lines.tsx'
import { Visible } from '../../ui/visible.tsx'

interface ChangeValueProps {
  readonly organization: OrganizationId
  /** What is changed, and where in it. */
  readonly action: string
  readonly path: string | null
  readonly text: string
}

export function ChangeValue({ organization, action, path, text }: ChangeValueProps) {
  const kind = actionData(action)?.kind
  const target = kind !== undefined && path !== null ? objectKindOf(kind, path) : undefined
  if (hasLines(text, '')) return <TextLines lines={text.split(/\r?\n/).map((line) => ({ text: line, isSame: false }))} />
  return target && isId(text) ? <ObjectName organization={organization} kind={target} id={text} /> : <Visible text={text} />
}

const isId = (text: string): boolean => /^[0-9a-f]{24}$/.test(text)

/** One that was not read keeps its id. */
function ObjectName({ organization, kind, id }: { organization: OrganizationId; kind: Kind; id: string }) {
  return <Visible text={useObjectTitle(organization, kind, id) ?? id} />
}
