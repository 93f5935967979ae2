-- What other modules may read of branches and users.
CREATE VIEW branch_view AS SELECT code, name, parent, country FROM branch;
CREATE VIEW user_view AS SELECT id, username, display_name, roles, branch, status FROM user_account;
