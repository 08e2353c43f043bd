export * from './accounts.ts';
export * from './audit.ts';
export * from './certificates.ts';
export * from './courses.ts';
export * from './learning.ts';
export * from './questions.ts';
export * from './quizzes.ts';
export * from './recordings.ts';
