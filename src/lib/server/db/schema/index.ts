export * from './accounts.ts';
export * from './certificates.ts';
export * from './courses.ts';
export * from './learning.ts';
export * from './quizzes.ts';
