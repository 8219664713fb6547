// One text of a person's form: label, input, and a line below it. Uncontrolled unless something looks at what is typed.

import { type ReactNode, useId } from 'react'

interface TextFieldProps {
  readonly name: string
  readonly label: string
  readonly type?: 'text' | 'email' | 'password'
  readonly isRequired?: boolean
  readonly isFirst?: boolean
  readonly isOff?: boolean
  /** Differs from what it was. */
  readonly isChanged?: boolean
  readonly hint?: ReactNode
  readonly placeholder?: string
  readonly pattern?: string
  readonly title?: string
  readonly value?: string
  readonly onChange?: (text: string) => void
  readonly children?: ReactNode
}

export function TextField({ name, label, type = 'text', isRequired = false, isFirst = false, isOff = false, isChanged = false, hint, value, onChange, children, ...rest }: TextFieldProps) {
  const id = useId()
  const hintId = hint || children ? `${id}-hint` : undefined
  return (
    <div className={`field ${isChanged ? 'is-changed' : ''}`}>
      <label htmlFor={id}>
        {label}
        {isRequired && <span className="required"> required</span>}
      </label>
      <input
        {...{ id, name, type, ...rest }}
        className="input"
        required={isRequired}
        disabled={isOff}
        autoFocus={isFirst}
        dir="auto"
        autoComplete={type === 'password' ? 'new-password' : 'off'}
        spellCheck={false}
        maxLength={type === 'password' ? 256 : 1_024}
        aria-describedby={hintId}
        {...(onChange ? { value: value ?? '', onChange: (event: { target: { value: string } }) => onChange(event.target.value) } : {})}
      />
      {(hint || children) && (
        <div id={hintId} className="hint">
          {hint ?? children}
        </div>
      )}
    </div>
  )
}
