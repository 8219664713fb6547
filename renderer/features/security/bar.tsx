// A share as a bar: drawn as SVG, because the content policy allows no style in markup. The number beside it says the same.

export const Bar = ({ share, tone }: { share: number; tone: string }) => (
  <svg className={`bar tone-${tone}`} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect className="bar-ground" width="100" height="8" />
    <rect className="bar-part" width={Math.max(0, Math.min(100, share * 100))} height="8" />
  </svg>
)
