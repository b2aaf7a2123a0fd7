import type { StepColor } from '../../../shared/model/flow.ts'
import './step-palette.css'

/** The CSS colour a flow step is drawn with. */
export const stepColor = (color: StepColor): string => `var(--step-${color})`
