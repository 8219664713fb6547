// True once a condition has lasted for a while: waiting looks appear only when there is something to wait for.

import { useEffect, useState } from 'react'

export function useDelayed(isOn: boolean, ms = 150): boolean {
  const [hasLasted, setHasLasted] = useState(false)
  useEffect(() => {
    if (!isOn) return setHasLasted(false)
    const timer = setTimeout(() => setHasLasted(true), ms)
    return () => clearTimeout(timer)
  }, [isOn, ms])
  return isOn && hasLasted
}
