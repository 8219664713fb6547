// First run: the two ways in, and where keys live.

import { useRun } from '../../bridge/use-run.ts'

export function ReadMeFirst() {
  const demo = useRun('app.startDemo')
  return (
    <main className="read-me-first">
      <h1>OrgDeck</h1>
      <p>Your keys stay in this computer’s key store. Nothing is sent anywhere else.</p>
      <button type="button" className="button primary">
        Add an organization by API key
      </button>
      <button type="button" className="button" onClick={() => void demo.run({})} disabled={demo.isRunning}>
        Explore the demo estate
      </button>
    </main>
  )
}
