// The mark of an organization: colour and monogram. The name always stands beside it or in its label.

interface MarkProps {
  readonly colour: string
  readonly monogram: string
  /** Says the name where no text beside the mark does. */
  readonly label?: string
}

export const Mark = ({ colour, monogram, label }: MarkProps) => (
  <span className="mark" data-colour={colour} {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}>
    {monogram}
  </span>
)
