// The one list of what must never reach a log or a report: key-like text, addresses of people, long opaque values.

const patterns: readonly RegExp[] = [
  /jca_[A-Za-z0-9]{8,}/g,
  /\b[A-Fa-f0-9]{32,}\b/g,
  /[\w.+-]+@[\w-]+\.[\w.-]+/g,
  /\b[A-Za-z0-9+/_-]{40,}={0,2}/g,
]

export const redact = (text: string): string => patterns.reduce((result, pattern) => result.replace(pattern, '[redacted]'), text)
