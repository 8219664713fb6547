// The tags of an organization: those it has with a way to take each off, a field for more, and those of other organizations to choose from.

import { X } from 'lucide-react'
import { type KeyboardEvent, useId, useRef } from 'react'
import { limits } from '../../../shared/base/limits.ts'
import { iconProps } from '../../ui/icons.ts'
import { pictureText } from '../../ui/visible-text.ts'
import { Visible } from '../../ui/visible.tsx'
import { completions, withTyped } from './tag-words.ts'

/** Tags that are offered at once; typing narrows them. */
const offeredMax = 12

interface TagFieldProps {
  readonly tags: readonly string[]
  readonly typed: string
  /** Tags of all organizations. */
  readonly inUse: readonly string[]
  readonly onTags: (tags: readonly string[]) => void
  readonly onTyped: (typed: string) => void
}

export function TagField({ tags, typed, inUse, onTags, onTyped }: TagFieldProps) {
  const own = useId()
  const field = useRef<HTMLInputElement>(null)
  const offered = completions(inUse, tags, typed)
  const isFull = tags.length >= limits.tagsPerOrganizationMax
  const add = (text: string) => {
    onTags(withTyped(tags, text, inUse))
    onTyped('')
    field.current?.focus()
  }
  const takeOff = (tag: string) => {
    onTags(tags.filter((each) => each !== tag))
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.key === 'Enter' || event.key === ',') && typed.trim() !== '') {
      event.preventDefault()
      add(typed)
    } else if (event.key === 'Backspace' && typed === '' && tags.length > 0) {
      onTags(tags.slice(0, -1))
    }
  }
  return (
    <div className="field">
      <label htmlFor={own}>Tags</label>
      {tags.length > 0 && (
        <ul className="tag-list" aria-label="Tags of this organization">
          {tags.map((tag) => (
            <li key={tag} className="tag">
              <Visible text={tag} className="truncate" />
              <button type="button" className="tag-off" aria-label={`Take off the tag ${pictureText(tag)}`} onClick={() => takeOff(tag)}>
                <X {...iconProps} size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        ref={field}
        id={own}
        className="input"
        autoComplete="off"
        maxLength={limits.tagCharactersMax}
        placeholder={isFull ? `No more than ${limits.tagsPerOrganizationMax} tags` : 'A region, a plan, a technician'}
        disabled={isFull}
        aria-describedby={`${own}-hint`}
        value={typed}
        onChange={(event) => onTyped(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {offered.length > 0 && !isFull && (
        <div className="tag-offers" role="group" aria-label="Tags of other organizations">
          {offered.slice(0, offeredMax).map((tag) => (
            <button key={tag} type="button" className="tag tag-offer" onClick={() => add(tag)}>
              + <Visible text={tag} className="truncate" />
            </button>
          ))}
          {offered.length > offeredMax && <span className="hint">and {(offered.length - offeredMax).toLocaleString()} more</span>}
        </div>
      )}
      <p id={`${own}-hint`} className="hint">
        Enter adds a tag. Overview, lists, search and the settings matrix can be narrowed to one.
      </p>
    </div>
  )
}
