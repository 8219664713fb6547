// Secrets that JumpCloud would send and OrgDeck cuts out: said, so that nobody looks for them here.

/** "sharedSecret" → "Shared secret" */
const secretTitle = (field: string): string => {
  const words = field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

export const SecretNote = ({ fields }: { fields: readonly string[] }) => (
  <section role="group" className="field-group" aria-label="Secrets">
    <h3>Secrets</h3>
    <dl>
      {fields.map((field) => (
        <div key={field} className="field-line">
          <dt>{secretTitle(field)}</dt>
          <dd className="muted">Kept in JumpCloud, not stored here</dd>
        </div>
      ))}
    </dl>
  </section>
)
