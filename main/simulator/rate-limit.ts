// A token bucket per organization, per key or for all together; the service publishes no numbers, so the test chooses them.

export interface RateLimits {
  readonly perSecond: number
  readonly burst: number
  readonly scope: 'organization' | 'key' | 'shared'
}

export interface RateLimiter {
  /** Seconds to wait before the next request is let in, or null when this one is. */
  take(owner: { readonly organization: string | null; readonly key: string }): number | null
}

interface Bucket {
  tokens: number
  atMs: number
}

export function createRateLimiter({ perSecond, burst, scope }: RateLimits, nowMs: () => number): RateLimiter {
  const buckets = new Map<string, Bucket>()
  return {
    take: ({ organization, key }) => {
      const name = scope === 'shared' ? '' : scope === 'key' ? key : (organization ?? key)
      const now = nowMs()
      const bucket = buckets.get(name) ?? { tokens: burst, atMs: now }
      buckets.set(name, bucket)
      bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.atMs) / 1_000) * perSecond)
      bucket.atMs = now
      if (bucket.tokens >= 1) {
        bucket.tokens -= 1
        return null
      }
      return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond))
    },
  }
}
