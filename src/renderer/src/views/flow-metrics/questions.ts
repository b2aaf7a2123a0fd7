/** The questions about flow, each a page of its own, in the order of the tabs. */
export const questions = [
  { name: 'time', path: '/flow-metrics/time', title: 'How long does work take?' },
  { name: 'waiting', path: '/flow-metrics/waiting', title: 'Where does it wait?' },
  { name: 'ageing', path: '/flow-metrics/ageing', title: 'What is ageing?' },
  { name: 'forecast', path: '/flow-metrics/forecast', title: 'When will it be done?' },
] as const

export type QuestionName = (typeof questions)[number]['name']
