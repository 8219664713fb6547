// How long component tests wait for what comes by itself: a loaded machine is slow, and a second is not a promise of ours.

import { configure } from '@testing-library/react'

configure({ asyncUtilTimeout: 10_000 })
