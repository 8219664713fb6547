// A component whose code loads when it is first shown, or earlier in an idle moment. Not React's lazy: a Suspense boundary that has
// shown its fallback keeps the content back for 300 ms, and a chunk from this computer's disk takes a few.

import { type ComponentType, createElement, type FunctionComponent, useEffect, useState } from 'react'

export type Deferred<Props extends object> = FunctionComponent<Props> & { readonly preload: () => Promise<void> }

/** Shows nothing until the code is there; from then on it renders at once, everywhere. */
export function deferred<Props extends object>(load: () => Promise<ComponentType<Props>>): Deferred<Props> {
  let loaded: ComponentType<Props> | null = null
  let loading: Promise<void> | null = null
  const preload = () =>
    (loading ??= load().then((component) => {
      loaded = component
    }))

  function DeferredComponent(props: Props) {
    const [isLoaded, setIsLoaded] = useState(loaded !== null)
    const [error, setError] = useState<unknown>(null)
    useEffect(() => {
      if (!isLoaded) preload().then(() => setIsLoaded(true), setError)
    }, [isLoaded])
    // To the pane's error boundary: without its code the page cannot be shown.
    if (error) throw error
    return loaded ? createElement(loaded, props) : null
  }

  return Object.assign(DeferredComponent, { preload })
}

type Preloaded = readonly { readonly preload: () => Promise<void> }[]

// A chunk that does not load now is asked for again when it is shown; that error is the one to see.
export const preloadNow = (components: Preloaded): Promise<void> =>
  Promise.all(components.map((component) => component.preload())).then(() => undefined, () => undefined)

/** The first moments of a window belong to what it shows: code for later would come through the same door. */
const firstMomentsMs = 1_500

/** Loads the code of what will be needed soon, once the window shows something and has nothing better to do. */
export function preloadWhenIdle(components: Preloaded): void {
  setTimeout(() => requestIdleCallback(() => void preloadNow(components)), Math.max(0, firstMomentsMs - performance.now()))
}
