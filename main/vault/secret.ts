// Bytes that must not be shown: whatever prints, serialises or inspects a Secret gets a placeholder.
// Only `unwrap` gives the bytes, and `wipe` ends them.

const placeholder = '[redacted]'

export class Secret {
  readonly #bytes: Buffer

  private constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** Takes a copy; the caller wipes what it passed. */
  static copyOf(bytes: ArrayLike<number>): Secret {
    const own = Buffer.alloc(bytes.length)
    own.set(bytes)
    return new Secret(own)
  }

  /** The text leaves a copy behind that nobody can wipe, so texts are turned into secrets once, at the door. */
  static ofText(text: string): Secret {
    const bytes = Buffer.from(text, 'utf8')
    const secret = Secret.copyOf(bytes)
    bytes.fill(0)
    return secret
  }

  /** The bytes themselves, not a copy: they turn to zeros when the secret is wiped. */
  unwrap(): Buffer {
    return this.#bytes
  }

  wipe(): void {
    this.#bytes.fill(0)
  }

  toString(): string {
    return placeholder
  }

  toJSON(): string {
    return placeholder
  }

  [Symbol.toPrimitive](): string {
    return placeholder
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return placeholder
  }
}
