import { serveTasks } from '../serve-tasks.ts'

/** A thread that crashes, hangs or answers, as its task says. */
serveTasks<'exit' | 'loop' | 'echo'>(task => {
  if (task === 'exit') process.exit(3)
  while (task === 'loop');
  return task
})
