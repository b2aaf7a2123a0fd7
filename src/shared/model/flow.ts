import { z } from 'zod'
import { FlowId, FlowStepId } from './ids.ts'

/** Names of the palette the screens draw steps with. */
export const stepColors = [
  'gray',
  'blue',
  'cyan',
  'teal',
  'green',
  'lime',
  'yellow',
  'orange',
  'red',
  'pink',
  'grape',
  'violet',
  'indigo',
] as const
export const StepColor = z.enum(stepColors)
export type StepColor = z.infer<typeof StepColor>

export const StepCategory = z.enum(['todo', 'in_progress', 'done'])
export type StepCategory = z.infer<typeof StepCategory>

export const FlowStep = z.object({
  /** Unique in the whole configuration, and never given to another step. */
  id: FlowStepId,
  name: z.string().max(100),
  category: StepCategory,
  /** Work only waits here: not counted as active in the flow efficiency. */
  wait: z.boolean(),
  color: StepColor,
})
export type FlowStep = z.infer<typeof FlowStep>

export const StatusMapping = z.object({
  /** The status's name as shown. It stands for every status of that name (`foldName`), in any connection. */
  status: z.string().max(255),
  stepId: FlowStepId,
})
export type StatusMapping = z.infer<typeof StatusMapping>

export const Flow = z.object({
  id: FlowId,
  name: z.string().max(100),
  /** In order. */
  steps: z.array(FlowStep).max(100),
  mappings: z.array(StatusMapping).max(5_000),
})
export type Flow = z.infer<typeof Flow>

export const IssueTypeMapping = z.object({
  /** The type's name as shown; it stands for every type of that name, in any connection. */
  issueType: z.string().max(255),
  /** Null: left out on purpose. */
  flowId: FlowId.nullable(),
})
export type IssueTypeMapping = z.infer<typeof IssueTypeMapping>

/** The whole configuration of flows, saved as one. An issue type without an entry is unmapped: its issues are in no flow. */
export const FlowConfig = z.object({
  flows: z.array(Flow).max(50),
  issueTypes: z.array(IssueTypeMapping).max(5_000),
})
export type FlowConfig = z.infer<typeof FlowConfig>

/** What names are compared by: trimmed, NFKC, lower case. */
export const foldName = (name: string): string => name.trim().normalize('NFKC').toLowerCase()
