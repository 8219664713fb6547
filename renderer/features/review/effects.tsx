// What people will notice, whether it can be taken back, and what it costs: the plan's own sentences.

import { CreditCard, Database, DoorOpen, Laptop, Mail, ShieldCheck, Timer, Undo2 } from 'lucide-react'
import type { Plan } from '../../../shared/actions/plan.ts'
import { iconProps } from '../../ui/icons.ts'
import { costText } from './plan-words.ts'

const icons = { access: DoorOpen, mail: Mail, billing: CreditCard, device: Laptop, data: Database, security: ShieldCheck }

export function Effects({ plan }: { plan: Plan }) {
  const { consequences, undo, isSnapshotForced } = plan
  return (
    <ul className="plan-effects" aria-label="What follows">
      {consequences.map(({ about, text }) => {
        const Icon = icons[about]
        return (
          <li key={text}>
            <Icon {...iconProps} size={14} />
            {text}
          </li>
        )
      })}
      <li className={undo.isPossible ? '' : 'tone-warn'}>
        <Undo2 {...iconProps} size={14} />
        {undo.text}
      </li>
      {isSnapshotForced && (
        <li>
          <Database {...iconProps} size={14} />
          The objects are read into history before the first of them is changed.
        </li>
      )}
      <li className="muted numeric">
        <Timer {...iconProps} size={14} />
        {costText(plan)}
      </li>
    </ul>
  )
}
