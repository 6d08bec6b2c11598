(** The names of Ell's rules, in the order of docs/ell-semantics.md: the first has number 1. A test compares
    them with [rules] of src/lang/semantics/step.ts. *)

Inductive ell_rule :=
  (* Constants and variables *)
  | rule_constant
  | rule_text
  | rule_local
  | rule_global
  (* Operators *)
  | rule_unary
  | rule_unary_apply
  | rule_binary
  | rule_binary_right
  | rule_binary_apply
  | rule_divide_trap
  (* && and || *)
  | rule_logic
  | rule_logic_short
  | rule_logic_right
  | rule_logic_value
  (* Elements and lengths *)
  | rule_index
  | rule_index_index
  | rule_index_load
  | rule_index_trap
  | rule_length
  | rule_length_apply
  (* New arrays and input *)
  | rule_new
  | rule_new_apply
  | rule_new_trap
  | rule_read
  (* Blocks of input and output *)
  | rule_transfer
  | rule_transfer_from
  | rule_transfer_count
  | rule_transfer_trap
  | rule_transfer_nothing
  | rule_read_bytes
  | rule_read_bytes_end
  | rule_write_bytes
  (* Calls *)
  | rule_call
  | rule_call_argument
  | rule_call_enter
  | rule_call_value
  | rule_call_done
  (* Assignments *)
  | rule_assign
  | rule_assign_apply
  | rule_assign_global
  | rule_assign_global_apply
  | rule_element
  | rule_element_index
  | rule_element_value
  | rule_element_store
  | rule_element_trap
  (* if *)
  | rule_if
  | rule_if_true
  | rule_if_false
  | rule_if_skip
  (* Loops *)
  | rule_while
  | rule_while_true
  | rule_while_false
  | rule_loop_next
  | rule_loop_update
  | rule_update_next
  (* break, continue and return *)
  | rule_break
  | rule_break_unwind
  | rule_break_loop
  | rule_continue
  | rule_continue_unwind
  | rule_continue_loop
  | rule_continue_update
  | rule_return
  | rule_return_nothing
  | rule_return_apply
  | rule_return_unwind
  (* assert, write, exit *)
  | rule_assert
  | rule_assert_true
  | rule_assert_trap
  | rule_write
  | rule_write_apply
  | rule_exit
  | rule_exit_apply
  (* Expressions for their effects, and blocks *)
  | rule_discard
  | rule_discard_apply
  | rule_block
  | rule_block_next
  | rule_block_end.
